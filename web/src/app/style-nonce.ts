/**
 * The nonce that lets styles in which are made while the program runs: the content security policy allows no others.
 * Imported first, since libraries read it as soon as they are loaded.
 */
export const styleNonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// By this name react-remove-scroll, which holds the page still behind a dialog, looks for it.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
