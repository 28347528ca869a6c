import { Button } from '@mantine/core';
import { X } from 'lucide-react';

/** A filter that came with a link rather than from a field: what it lets through, and how to be rid of it. */
export function OnlyOf({ label, onClear }: { label: string; onClear: () => void }) {
  return (
    <Button variant="default" rightSection={<X size={14} aria-hidden="true" />} onClick={onClear}>
      {label}
    </Button>
  );
}
