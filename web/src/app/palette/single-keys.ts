import { useLocalStorage } from '@mantine/hooks';

/**
 * Whether keys without Ctrl or Cmd are shortcuts; remembered on this device. Whoever dictates, or hits keys by accident, can
 * turn them off (WCAG 2.1.4).
 */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useLocalStorage<boolean>({
    key: 'muster-single-keys',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  return [on, setOn];
}
