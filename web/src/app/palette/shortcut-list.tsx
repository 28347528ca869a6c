import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from '../../components/use-focus-back';
import { useMe } from '../me';
import { pagesWithKey } from '../navigation';
import { useCommandKey } from './command-key';
import { Keys } from './keys';
import { useSingleKeys } from './single-keys';
import classes from './palette.module.css';

/** Every shortcut that works on any page, and the switch for those without Ctrl. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const commandKey = useCommandKey();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useFocusBack();
  const rows = [
    { does: t('palette.title'), keys: [commandKey, 'K'] },
    { does: t('palette.shortcuts'), keys: ['?'] },
    ...pagesWithKey(me).map((page) => ({
      does: t('palette.goTo', { page: t(page.nav?.label ?? page.title) }),
      keys: ['G', page.goKey.toUpperCase()],
    })),
    { does: t('comments.add'), keys: [commandKey, 'Enter'] },
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('palette.shortcuts')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: classes.title }}
    >
      <dl className={classes.shortcuts}>
        {rows.map(({ does, keys }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('palette.singleKeys')}
        description={t('palette.singleKeysHelp')}
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
