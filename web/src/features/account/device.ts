export interface Device {
  browser: string | null;
  system: string | null;
  mobile: boolean;
}

// In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const browsers: ReadonlyArray<[string, RegExp]> = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
  ['curl', /^curl\//],
];

const systems: ReadonlyArray<[string, RegExp]> = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/** A device in two words, from what its browser says of itself; a hint for its owner, nothing to decide on. */
export function deviceOf(userAgent: string): Device {
  const find = (list: typeof browsers) => list.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
  const system = find(systems);
  return {
    browser: find(browsers),
    system,
    mobile: system === 'iPhone' || system === 'iPad' || system === 'Android',
  };
}
