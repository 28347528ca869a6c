import { useLocalStorage } from '@mantine/hooks';

/** Whether the sidebar shows icons only; remembered on this device. */
export function useCollapsed(): [boolean, (collapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useLocalStorage<boolean>({
    key: 'muster-sidebar-collapsed',
    defaultValue: false,
    // Read before the first paint, so that the page does not jump.
    getInitialValueInEffect: false,
  });
  return [collapsed, setCollapsed];
}
