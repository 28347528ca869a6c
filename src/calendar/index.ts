export { CalendarModule } from './calendar.module.js';
export { CalendarRemoval } from './connections/calendar-removal.js';
export { CalendarConnection } from './connections/calendar-connection.entity.js';
export { CalendarFeed } from './feed/calendar-feed.entity.js';
export { CalendarEvent } from './sync/calendar-event.entity.js';
