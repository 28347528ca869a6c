import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that script/bootstrap found or installed; CHROMIUM names another. Throws where there is none. */
export function browserPath(): string {
  const named = process.env.CHROMIUM;
  const places = (process.env.PATH ?? '').split(delimiter);
  const candidates = named
    ? [named]
    : ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => places.map((place) => join(place, name)));
  for (const path of [...candidates, ...MAC]) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next one.
    }
  }
  throw new Error('no Chromium found: script/bootstrap --with-tests installs it, or CHROMIUM names one');
}
