import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Block, Hours, Row } from './schedule-layout';
import { startOf, step } from './schedule-layout';

/** Where a visit would go: its start's day (0 for the week's first, may lie outside), minute of the day, and row. */
export interface Target {
  row: number;
  day: number;
  minutes: number;
}

export interface Move {
  block: Block;
  origin: Target;
  target: Target;
  by: 'pointer' | 'keys';
}

interface MoveOptions {
  rows: readonly Row[];
  hours: Hours;
  /** Whether work can be given to this row. */
  takes: (row: number) => boolean;
  onDrop: (move: Move) => void;
}

const farEnough = 4;
const longPress = 350;

/**
 * Moves a visit with the pointer (touch: after a long press, so that the page still scrolls) or with the keys: Space picks it
 * up, arrows move it, Shift and up or down gives it to another person, Enter drops it, Escape leaves it where it was.
 */
export function useVisitMove({ rows, hours, takes, onDrop }: MoveOptions) {
  const [move, setMove] = useState<Move | null>(null);
  const current = useRef<Move | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const dragged = useRef(false);

  const show = useCallback((next: Move | null) => {
    current.current = next;
    setMove(next);
  }, []);
  useEffect(() => () => stop.current?.(), []);

  const drop = () => {
    const done = current.current;
    show(null);
    if (!done) return;
    const { origin, target } = done;
    if (origin.row !== target.row || origin.day !== target.day || origin.minutes !== target.minutes) onDrop(done);
  };

  const originOf = (block: Block, row: number): Target => ({ row, ...startOf(block) });

  const onPointerDown = (event: PointerEvent<HTMLElement>, block: Block, row: number) => {
    dragged.current = false;
    if (event.button !== 0 || current.current) return;
    const touch = event.pointerType === 'touch';
    const start = { x: event.clientX, y: event.clientY };
    const grab = event.clientY - event.currentTarget.getBoundingClientRect().top;
    const origin = originOf(block, row);
    let armed = !touch;
    const begin = () => {
      dragged.current = true;
      show({ block, origin, target: origin, by: 'pointer' });
    };
    const timer = touch
      ? setTimeout(() => {
          armed = true;
          begin();
        }, longPress)
      : undefined;

    const onMove = (e: globalThis.PointerEvent) => {
      const far = Math.hypot(e.clientX - start.x, e.clientY - start.y);
      if (!armed) {
        if (far > farEnough * 2) end();
        return;
      }
      if (!dragged.current) {
        if (far < farEnough) return;
        begin();
      }
      scrollAtEdge(e.clientY);
      const found = locate(e.clientX, e.clientY, grab, block, origin, hours);
      if (!found || (!takes(found.row) && found.row !== row)) return;
      const { target } = current.current ?? { target: origin };
      if (found.row !== target.row || found.day !== target.day || found.minutes !== target.minutes) {
        show({ block, origin, target: found, by: 'pointer' });
      }
    };
    const onUp = () => {
      end();
      if (dragged.current) drop();
    };
    const onCancel = () => {
      end();
      show(null);
    };
    const onKey = (e: globalThis.KeyboardEvent) => {
      if (e.key === 'Escape' && dragged.current) onCancel();
    };
    const holdStill = (e: TouchEvent) => {
      if (dragged.current) e.preventDefault();
    };
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, true);
      document.removeEventListener('touchmove', holdStill);
      stop.current = null;
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
    document.addEventListener('touchmove', holdStill, { passive: false });
    stop.current = end;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, block: Block, row: number) => {
    const held = current.current;
    // A drag that ended over something else left no click behind to swallow; Enter's is none of it.
    if (held?.by !== 'pointer') dragged.current = false;
    if (!held || held.by === 'pointer') {
      if (event.key === ' ' && !held) {
        event.preventDefault();
        const origin = originOf(block, row);
        show({ block, origin, target: origin, by: 'keys' });
      }
      return;
    }
    if (event.key === 'Tab') return show(null);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return drop();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      return show(null);
    }
    const target = byKey(event, held, rows.length, takes);
    if (!target) return undefined;
    event.preventDefault();
    return show({ ...held, target });
  };

  return {
    move,
    onPointerDown,
    onKeyDown,
    /** A drag ends in a click on the link that was dragged: that one leads nowhere. */
    onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
      if (!dragged.current) return;
      dragged.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
    /** Where the focus leaves, nothing stays picked up. */
    onBlur: () => {
      if (current.current?.by === 'keys') show(null);
    },
  };
}

function byKey(
  event: KeyboardEvent<HTMLElement>,
  { block, target }: Move,
  rows: number,
  takes: (row: number) => boolean,
): Target | null {
  const nextRow = (by: 1 | -1): Target | null => {
    for (let row = target.row + by; row >= 0 && row < rows; row += by) if (takes(row)) return { ...target, row };
    return target;
  };
  const later = (by: number): Target => {
    const minutes = target.minutes + by;
    if (minutes < 0 || minutes >= 1440) return target;
    return { ...target, minutes };
  };
  switch (event.key) {
    case 'ArrowLeft':
      return { ...target, day: target.day - 1 };
    case 'ArrowRight':
      return { ...target, day: target.day + 1 };
    case 'ArrowUp':
      return event.shiftKey || block.visit.allDay ? nextRow(-1) : later(-step);
    case 'ArrowDown':
      return event.shiftKey || block.visit.allDay ? nextRow(1) : later(step);
    default:
      return null;
  }
}

/** The cell under the pointer, and the quarter of an hour that the visit's top edge is nearest to. */
function locate(x: number, y: number, grab: number, block: Block, origin: Target, hours: Hours): Target | null {
  const cell = document
    .elementsFromPoint(x, y)
    .find((element): element is HTMLElement => element instanceof HTMLElement && element.dataset.cell !== undefined);
  if (!cell) return null;
  const [row = 0, day = 0] = (cell.dataset.cell ?? '').split(':').map(Number);
  const timeline = cell.querySelector('[data-timeline]');
  if (!timeline || block.visit.allDay || block.part > 0) return { row, day: day - block.part, minutes: origin.minutes };
  const box = timeline.getBoundingClientRect();
  const exact = hours.from + ((y - grab - box.top) / box.height) * (hours.to - hours.from);
  const minutes = Math.round(exact / step) * step;
  return { row, day, minutes: Math.min(Math.max(minutes, hours.from), hours.to - step) };
}

function scrollAtEdge(y: number): void {
  const edge = 56;
  if (y < edge) window.scrollBy(0, -12);
  else if (y > window.innerHeight - edge) window.scrollBy(0, 12);
}
