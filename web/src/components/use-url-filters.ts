import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters live in the address, so that a list can be bookmarked and shared, and survives sign-in. `null` and `''` take one out. */
export function useUrlFilters(): [URLSearchParams, (change: Record<string, string | null>) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (next: Record<string, string | null>) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(next)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [params, change];
}

/** The one of `values` that the address names, or null. */
export function oneOf<Value extends string>(values: readonly Value[], named: string | null): Value | null {
  return values.find((value) => value === named) ?? null;
}
