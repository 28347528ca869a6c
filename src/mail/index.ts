export { Link, type SignUpRequest } from './links/link.entity.js';
export { CODE_LIFETIME, CODE_TRIES, LINK_LIFETIME, type LinkPurpose } from './links/link-purpose.js';
export { LinkTokens } from './links/link-token.js';
export { MailedLinks } from './links/mailed-links.js';
export { Mail } from './mail.entity.js';
export { MailPromises, type MailPromise } from './mail-promises.js';
export { MailModule } from './mail.module.js';
