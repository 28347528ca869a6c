import { Button } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

interface Words {
  title: string;
  text: string;
}

/** A list without rows because of its filters, which can be cleared. */
export function NoMatch({ onClear, ...words }: Words & { icon: LucideIcon; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      {...words}
      action={
        <Button variant="default" onClick={onClear}>
          {t('common.clearFilters')}
        </Button>
      }
    />
  );
}

/** A list without rows: nothing fits its filters, which can be cleared, or there is nothing yet, and `action` makes the first. */
export function ListEmpty(props: {
  icon: LucideIcon;
  filtered: boolean;
  noMatch: Words;
  onClear: () => void;
  none: Words;
  action: ReactNode;
}) {
  if (!props.filtered) return <EmptyState icon={props.icon} {...props.none} action={props.action} />;
  return <NoMatch icon={props.icon} {...props.noMatch} onClear={props.onClear} />;
}
