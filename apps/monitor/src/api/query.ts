import { checkChoice, didYouMean, InvalidInput } from '#labels';

/** The query of a request as the framework reads it. */
export type Query = Record<string, unknown>;

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;

/** The parameters of a request. Rejects a name that it does not have: a misspelt filter must not find everything. */
export class RequestQuery {
  /**
   * @param what has the parameters, in words
   * @throws InvalidInput
   */
  constructor(
    private readonly query: Query,
    names: readonly string[],
    what: string,
  ) {
    for (const name of Object.keys(query)) {
      if (names.includes(name)) continue;
      const near = didYouMean(name, [...names]);
      throw new InvalidInput(name.slice(0, 80), undefined, `is not a parameter of ${what}${near}`);
    }
  }

  text(name: string): string | undefined {
    const value = this.query[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') return value;
    throw new InvalidInput(name, value, 'is given more than once');
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    throw new InvalidInput(name, value, 'is not true or false');
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : checkChoice(name, value, choices);
  }

  /** In [0, 1]. */
  share(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const share = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
    if (share >= 0 && share <= 1) return share;
    throw new InvalidInput(name, value, 'is not a number from 0 to 1');
  }
}

/** The parameters of a list: its filters, and which page is wanted. */
export class ListQuery extends RequestQuery {
  readonly limit: number;
  readonly cursor: string | undefined;

  /** @throws InvalidInput */
  constructor(query: Query, filters: readonly string[] = []) {
    super(query, ['limit', 'cursor', ...filters], 'this list');
    this.limit = limitOf(this.text('limit'));
    this.cursor = this.text('cursor');
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new InvalidInput('limit', text, `is not a whole number from 1 to ${MAX_LIMIT}`);
}
