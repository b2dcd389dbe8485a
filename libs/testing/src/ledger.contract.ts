import { afterEach, beforeEach, describe } from 'vitest';
import type { Ledger } from '#ledger';
import { bytesContract, commitContract, fenceContract, scopeContract } from './ledger.contract.commit.js';
import { documentContract } from './ledger.contract.documents.js';
import { listContract } from './ledger.contract.list.js';
import { modelContract } from './ledger.contract.model.js';
import { outputContract } from './ledger.contract.outputs.js';

/** An opened ledger on a store of its own. */
export interface LedgerUnderTest {
  /** The newest. */
  readonly ledger: Ledger;
  /** Another opened ledger on the same store, as a second owner would have; `dispose` closes it. */
  second(): Promise<Ledger>;
  /** Closes every ledger of the store and opens a new one. */
  reopen(): Promise<Ledger>;
  /** Closes every ledger and removes the store. */
  dispose(): Promise<void>;
}

export type GetLedger = () => LedgerUnderTest;

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
