export { Org, PLANS, type Plan } from './org.entity.js';
