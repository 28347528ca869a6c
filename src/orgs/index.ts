export { Org, PLANS, type Plan } from './org.entity.js';
export { slugOf } from './slug.js';
