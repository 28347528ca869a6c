import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeMyAvatar } from '../../api/client';
import { changeMe, useMe } from '../../app/me';
import { Initials } from '../../components/initials';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import classes from './account.module.css';

const AvatarDialog = lazy(async () => ({ default: (await import('./avatar-dialog')).AvatarDialog }));

const types = 'image/png,image/jpeg,image/webp,image/gif';
const mostBytes = 5 * 1024 * 1024;

/** One's photo: choose, crop, upload; or back to initials. */
export function AvatarField() {
  const { t } = useTranslation();
  const me = useMe();
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const resetInput = useRef<() => void>(null);
  const remove = useMutation({
    mutationFn: () => removeMyAvatar(),
    onSuccess: (after) => {
      changeMe(after);
      notify(t('account.photo.removed'));
    },
  });

  const choose = (chosen: File | null) => {
    // The same file chosen once more is a change too.
    resetInput.current?.();
    if (!chosen) return;
    const known = types.split(',').includes(chosen.type);
    setRefusal(
      !known ? t('problems.unsupported_image') : chosen.size > mostBytes ? t('problems.image_too_large') : null,
    );
    if (known && chosen.size <= mostBytes) setFile(chosen);
  };

  return (
    <div className={classes.identity}>
      <Initials id={me.id} name={me.name} src={me.avatarUrl} size={56} />
      <div className={classes.identityWords}>
        <p className={classes.identityName}>{me.name}</p>
        <p className={classes.dim}>{t('account.profile.roleIn', { role: t(`roles.${me.role}`), org: me.org.name })}</p>
        <div className={classes.photoActions}>
          <FileButton accept={types} onChange={choose} resetRef={resetInput}>
            {(button) => (
              <Button {...button} variant="default" size="compact-sm">
                {t(me.avatarUrl ? 'account.photo.change' : 'account.photo.upload')}
              </Button>
            )}
          </FileButton>
          {me.avatarUrl ? (
            <Button variant="default" size="compact-sm" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('account.photo.remove')}
            </Button>
          ) : null}
        </div>
        {refusal ? (
          <p role="alert" className={classes.refusal}>
            {refusal}
          </p>
        ) : null}
        <ProblemNote problem={remove.error} />
      </div>
      <Suspense fallback={null}>{file ? <AvatarDialog file={file} onClose={() => setFile(null)} /> : null}</Suspense>
    </div>
  );
}
