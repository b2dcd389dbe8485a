import { largest, logAddExp, logMeanExp } from './mixture.js';

/** One label of a source on an example that the partner had labeled before. */
export interface CopyEvidence {
  /** P(given) if the source does not copy: `Σ_i b[i] · Q_s[i][given]`, b without the source, in (0, 1). */
  independent: number;
  /** The same of the class that the partner gave: what agreement is expected. */
  independentOfPartners: number;
  /** It gave what the partner had given. */
  agrees: boolean;
  /** b[partner's]: the belief, without the source, that the partner was right. */
  partnerRight: number;
}

/** What is known of one partner. */
export interface PartnerState {
  /** In order of first meeting, from 1. */
  order: number;
  /** Examples that both labeled, the partner first and probably wrongly. */
  labels: number;
  /** How many of those labels agree, and how many would if the source did not copy. */
  agreements: number;
  expectedAgreements: number;
  /** Log wealth of each alternative, `[2]`. */
  logWealth: Float32Array;
}

/** Labels of one example are not independent: hard ones fool several people. This share of agreement proves nothing. */
export const TOLERATED_SHARE = 0.2;
/** Two who are both right agree, however little is believed of either: only what is probably wrong speaks of copying. */
const PARTNER_RIGHT_AT_MOST = 1 / 3;
/** Copied shares that the test bets on. */
const COPIED_SHARES = [0.6, 0.9];
const MAX_PARTNERS = 16;

/**
 * E-process for H0 "this source copies no other in more than 20 % of its labels": for each partner that labeled examples
 * before it, the mean over copied shares c in {.6, .9} of the product of `P_c(given) / P_.2(given)`,
 * `P_c(g) = (1 - c) Σ_i b[i] Q_s[i][g] + c 1{g = partner's}`, on examples where the partner is probably wrong (`b[partner's] <= 1/3`,
 * known before g). Where the partner is all that informs b, agreement and copying cannot be told apart, and nothing is said. The partner met k-th gets `1 / (k (k + 1))` of the wealth, so the sum
 * over partners, with what is left for later ones, has expectation <= 1 however many there are, and P(it ever reaches 1/level)
 * <= level, if b is calibrated and Q_s is the source's own matrix, from its past only. At most 16 partners are kept; the poorest
 * gives up its place, and its wealth.
 */
export class CopyingTest {
  private highest = 0;

  /** @param met partners ever met, those that gave up their place included */
  constructor(
    readonly partners: Map<string, PartnerState> = new Map(),
    private met = 0,
  ) {
    for (const { logWealth } of partners.values()) this.highest = largest([logWealth], this.highest);
  }

  /** Partners ever met. */
  get partnersMet(): number {
    return this.met;
  }

  update(partnerId: string, { independent, independentOfPartners, agrees, partnerRight }: CopyEvidence): void {
    if (partnerRight > PARTNER_RIGHT_AT_MOST) return;
    const partner = this.partners.get(partnerId) ?? this.meet(partnerId);
    partner.labels++;
    partner.agreements += agrees ? 1 : 0;
    partner.expectedAgreements += independentOfPartners;
    const tolerated = probabilityOf(TOLERATED_SHARE, independent, agrees);
    for (let k = 0; k < COPIED_SHARES.length; k++) {
      partner.logWealth[k]! += Math.log(probabilityOf(COPIED_SHARES[k]!, independent, agrees) / tolerated);
      if (partner.logWealth[k]! > this.highest) this.highest = partner.logWealth[k]!;
    }
  }

  /** At least `logEValue`, whose weights sum to 1, and cheap: no partner's wealth has been above it. */
  get logCeiling(): number {
    return this.highest;
  }

  private meet(partnerId: string): PartnerState {
    if (this.partners.size >= MAX_PARTNERS) this.partners.delete(this.poorest());
    const logWealth = new Float32Array(COPIED_SHARES.length);
    const partner = { order: ++this.met, labels: 0, agreements: 0, expectedAgreements: 0, logWealth };
    this.partners.set(partnerId, partner);
    return partner;
  }

  private poorest(): string {
    const wealth = (partnerId: string) => logMeanExp(this.partners.get(partnerId)!.logWealth);
    return [...this.partners.keys()].reduce((poorest, id) => (wealth(id) < wealth(poorest) ? id : poorest));
  }

  /** Natural log of the e-value: what the partners have, and what is left for those that are still to come. */
  get logEValue(): number {
    let sum = -Math.log(this.met + 1);
    for (const partner of this.partners.values()) sum = logAddExp(sum, logEValueOf(partner));
    return sum;
  }

  /** The partner that is copied most evidently, and its part of the e-value. */
  get mostCopied(): (PartnerState & { partnerId: string; logEValue: number }) | undefined {
    let most: { partnerId: string; logEValue: number } | undefined;
    for (const [partnerId, partner] of this.partners) {
      const logEValue = logEValueOf(partner);
      if (!most || logEValue > most.logEValue) most = { partnerId, logEValue };
    }
    return most && { ...this.partners.get(most.partnerId)!, ...most };
  }
}

/** `P_share(given)`. */
function probabilityOf(share: number, independent: number, agrees: boolean): number {
  return (1 - share) * independent + (agrees ? share : 0);
}

/** Log of a partner's part of the e-value. */
function logEValueOf({ order, logWealth }: PartnerState): number {
  return Math.log(weightOf(order)) + logMeanExp(logWealth);
}

/** Sums to `k / (k + 1)` over the first k. */
function weightOf(order: number): number {
  return 1 / (order * (order + 1));
}
