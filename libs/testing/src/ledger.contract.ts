import { afterEach, beforeEach, describe } from 'vitest';
import { bytesContract, commitContract, fenceContract, scopeContract } from './ledger.contract.commit.js';
import type { GetLedger, LedgerUnderTest } from './ledger.contract.fixtures.js';
import { documentContract } from './ledger.contract.documents.js';
import { listContract } from './ledger.contract.list.js';
import { modelContract } from './ledger.contract.model.js';
import { outputContract } from './ledger.contract.outputs.js';

export type { LedgerUnderTest };

/** What every adapter of the port Ledger does. */
export function ledgerContract(name: string, makeLedger: () => Promise<LedgerUnderTest>): void {
  describe(name, () => {
    let underTest: LedgerUnderTest;
    beforeEach(async () => {
      underTest = await makeLedger();
    });
    afterEach(() => underTest.dispose());
    const get: GetLedger = () => underTest;
    describe('commit', () => commitContract(get));
    describe('the fence', () => fenceContract(get));
    describe('scopes', () => scopeContract(get));
    describe('bytes and names', () => bytesContract(get));
    describe('outputs', () => outputContract(get));
    describe('list', () => listContract(get));
    describe('documents', () => documentContract(get));
    describe('against a model', () => modelContract(get));
  });
}
