export { Org, PLANS, type Plan } from './org.entity.js';
export { orgStatusChanged, orgTimeZoneChanged } from './orgs.events.js';
export { OrgsModule } from './orgs.module.js';
export { SLUG, slugOf } from './slug.js';
