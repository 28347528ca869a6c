import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

/** Where `notify` shows its words; what was said before this is there waits for it. */
export function Notices() {
  return <Notifications position="bottom-right" autoClose={6000} withinPortal={false} />;
}
