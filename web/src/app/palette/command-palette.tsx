import { Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from '../../components/use-focus-back';
import { Keys } from './keys';
import { type Command, useCommands } from './use-commands';
import type { Overlay } from './use-shortcuts';
import classes from './palette.module.css';

/** Every page and every beginning by its name: one field, and a list that the arrow keys move in. */
export function CommandPalette({ onClose, onOpen }: { onClose: () => void; onOpen: (overlay: Overlay) => void }) {
  const { t } = useTranslation();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const commands = useCommands(typed, onOpen);
  useFocusBack();

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const move = (to: number) => {
    const next = (to + commands.length) % commands.length;
    setActive(next);
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || commands.length === 0) return;
    const moves: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const to = moves[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter') run(commands[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root opened onClose={onClose} padding={0} centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <Modal.Body>
          <TextInput
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={commands.length > 0 ? `${list}-${active}` : undefined}
            aria-autocomplete="list"
            aria-label={t('palette.title')}
            placeholder={t('palette.hint')}
            leftSection={<Search size={16} aria-hidden="true" />}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            classNames={{ input: classes.input }}
          />
          {/* The focus stays in the field, which says what is chosen: options are no stops of their own. */}
          <div role="listbox" id={list} aria-label={t('palette.title')} className={classes.list}>
            {commands.map((command, index) => (
              <div
                key={command.id}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === active}
                className={classes.option}
                onPointerMove={() => setActive(index)}
                onClick={() => run(command)}
              >
                <command.icon size={16} aria-hidden="true" />
                <span className={classes.label}>{command.label}</span>
                {command.keys ? <Keys keys={command.keys} /> : null}
              </div>
            ))}
          </div>
          {commands.length === 0 ? <p className={classes.none}>{t('palette.none')}</p> : null}
          <VisuallyHidden role="status">{t('palette.found', { count: commands.length })}</VisuallyHidden>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
