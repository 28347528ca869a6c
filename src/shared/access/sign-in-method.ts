/** How a session came to be. An invite and an admin's link count as magic links: that is what the Login column says. */
export const SIGN_IN_METHODS = ['magic_link', 'password', 'google', 'microsoft'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];
