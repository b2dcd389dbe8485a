import { Problem } from '#http';
import { ClaimLostError, DecidedOtherwiseError } from './review-claims.js';

/** What is wrong with a claim, as a problem that its reviewer can read. */
export async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DecidedOtherwiseError) throw decidedOtherwise();
    if (!(error instanceof ClaimLostError)) throw error;
    const says = 'token: names no item that this reviewer has; the lease may be over: claim again';
    throw new Problem('claim-lost', says, { field: 'token' });
  }
}

export function decidedOtherwise(): Problem {
  const says = 'token: something else was said of this item already; undo it first';
  return new Problem('review-conflict', says, { field: 'token' });
}
