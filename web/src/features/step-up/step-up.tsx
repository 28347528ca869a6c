import { lazy, Suspense, useEffect, useState } from 'react';
import { confirmBy } from '../../api/step-up';

const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog')).StepUpDialog }));

/** Where a call waits for its person to confirm that it is them: one place for all pages, whatever dialog is open. */
export function StepUp() {
  const [answer, setAnswer] = useState<((confirmed: boolean) => void) | null>(null);
  useEffect(() => {
    let settle: ((confirmed: boolean) => void) | undefined;
    const takeBack = confirmBy(
      () =>
        new Promise<boolean>((resolve) => {
          settle = resolve;
          setAnswer(() => resolve);
        }),
    );
    return () => {
      takeBack();
      // Whoever still waits is not confirmed any more: the page was left.
      settle?.(false);
    };
  }, []);
  if (!answer) return null;
  const done = (confirmed: boolean) => {
    setAnswer(null);
    answer(confirmed);
  };
  return (
    <Suspense fallback={null}>
      <StepUpDialog onDone={done} />
    </Suspense>
  );
}
