import { DAY, HOUR, MINUTE } from '../../shared/time/clock.js';

export const LINK_PURPOSES = ['magic_link', 'invite', 'admin_link', 'sign_up', 'confirm'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** How long each mailed link works, in milliseconds. A `confirm` one is mailed as its code only, and signs nobody in. */
export const LINK_LIFETIME: Record<LinkPurpose, number> = {
  magic_link: 30 * MINUTE,
  admin_link: DAY,
  invite: 7 * DAY,
  sign_up: 24 * HOUR,
  confirm: 10 * MINUTE,
};

/** How long the 8-character code beside a magic link works, and how often it may be tried. */
export const CODE_LIFETIME = 10 * MINUTE;
export const CODE_TRIES = 5;

/** How many self-requested links of one person live at once. */
export const LIVE_MAGIC_LINKS = 3;
