import { fenced, type Statement } from '../shared/tenancy/tenant-db.js';

/** One thing that a list is narrowed by. `sql` takes the places of `values`, in order. */
export interface Condition {
  /** Names the condition's SQL: equal keys of a list have equal SQL. */
  key: string;
  sql: (...places: string[]) => string;
  values: readonly unknown[];
}

/** `column = value`, where a value is given. */
export function equals(key: string, column: string, value: unknown): Condition[] {
  return value === undefined ? [] : [{ key, sql: (place) => `${column} = ${place}`, values: [value] }];
}

/** One value is told as equality, since only then the index gives the order too. */
export function anyOf(key: string, column: string, values: readonly string[] | undefined): Condition[] {
  if (!values) return [];
  if (values.length === 1) return equals(key, column, values[0]);
  return [{ key: `${key}s`, sql: (place) => `${column} = any(${place}::text[])`, values: [values] }];
}

/** The number that a search asks for, `#12` or `12`. */
export function numberIn(search: string): number | undefined {
  const digits = /^#?(\d{1,9})$/.exec(search)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a cursor's value is a number of a ticket or quote. */
export function isNumber(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}

/**
 * A list read by any combination of conditions. Each combination is a prepared statement of its own, without a word
 * about the filters that are off, so that each finds its index.
 */
export class FilteredList {
  private readonly made = new Map<string, Statement>();

  /** @param select of the conditions (`and …`, or nothing) and the place of the limit. */
  constructor(
    private readonly name: string,
    private readonly select: (where: string, limit: string) => string,
  ) {}

  of(conditions: readonly Condition[], limit: number): [Statement, unknown[]] {
    const keys = conditions.map(({ key }) => key).join(' ');
    let statement = this.made.get(keys);
    if (!statement) {
      let place = 2;
      const where = conditions.map(({ sql, values }) => ` and ${sql(...values.map(() => `$${++place}`))}`).join('');
      // By number: PostgreSQL cuts a name at 63 characters, and two that were long are then one.
      statement = fenced(`${this.name} ${this.made.size}`, this.select(where, '$2'));
      this.made.set(keys, statement);
    }
    return [statement, [limit, ...conditions.flatMap(({ values }) => values)]];
  }
}
