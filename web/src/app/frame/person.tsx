import { lazy, Suspense, useState } from 'react';
import { useIdle } from '../use-idle';
import { PersonButton } from './person-button';

const PersonMenu = lazy(async () => ({ default: (await import('./person-menu')).PersonMenu }));

/** Oneself, at the bottom of the sidebar. The menu's code comes once the page stands, or at the first click. */
export function Person({ collapsed }: { collapsed: boolean }) {
  const idle = useIdle();
  const [clicked, setClicked] = useState(false);
  const button = <PersonButton collapsed={collapsed} aria-haspopup="menu" onClick={() => setClicked(true)} />;
  if (!idle && !clicked) return button;
  return (
    <Suspense fallback={button}>
      <PersonMenu collapsed={collapsed} defaultOpened={clicked} />
    </Suspense>
  );
}
