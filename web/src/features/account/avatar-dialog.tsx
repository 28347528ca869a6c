import { Slider } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import Cropper, { type Area } from 'react-easy-crop';
import { useTranslation } from 'react-i18next';
import { setMyAvatar } from '../../api/client';
import { Problem } from '../../api/problem';
import { styleNonce } from '../../app/style-nonce';
import { changeMe } from '../../app/me';
import { FormDialog } from '../../components/form-dialog';
import { notify } from '../../components/notify';
import classes from './account.module.css';

/** Pixels to a side of what is sent; the server makes its own sizes of it. */
const side = 512;

/** For a file that has a picture's name but cannot be read as one: what the server would answer to it. */
const unreadable = new Problem({ code: 'unsupported_image', status: 415 });

/** Which part of the picture: dragged or moved by arrow keys, zoomed by wheel, pinch or slider. */
export function AvatarDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | null>(null);
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [broken, setBroken] = useState(false);
  const [area, setArea] = useState<Area | null>(null);

  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);

  const upload = useMutation({
    mutationFn: async (part: Area) => setMyAvatar({ body: { file: await cut(file, part) } }),
    onSuccess: (me) => {
      changeMe(me);
      notify(t('account.photo.saved'));
      onClose();
    },
  });

  return (
    <FormDialog
      onClose={onClose}
      title={t('account.photo.title')}
      submit={t('account.photo.save')}
      busy={upload.isPending}
      dirty
      canSubmit={area !== null && !broken}
      problem={broken ? unreadable : upload.error}
      onSubmit={(event) => {
        event.preventDefault();
        if (area) upload.mutate(area);
      }}
    >
      <div className={classes.cropper}>
        {address && !broken ? (
          <Cropper
            nonce={styleNonce}
            image={address}
            crop={crop}
            zoom={zoom}
            aspect={1}
            cropShape="round"
            showGrid={false}
            onCropChange={setCrop}
            onZoomChange={setZoom}
            mediaProps={{ onError: () => setBroken(true) }}
            onCropComplete={(_percent, pixels) => setArea(pixels)}
            cropperProps={{ role: 'group', 'aria-label': t('account.photo.part') }}
          />
        ) : null}
      </div>
      <div>
        <p className={classes.label} id="avatar-zoom">
          {t('account.photo.zoom')}
        </p>
        <Slider
          thumbProps={{ 'aria-labelledby': 'avatar-zoom' }}
          value={zoom}
          onChange={setZoom}
          min={1}
          max={3}
          step={0.05}
          label={null}
        />
      </div>
    </FormDialog>
  );
}

/** @throws Problem `unsupported_image` where the browser cannot read the file as a picture. */
async function cut(file: File, part: Area): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw unreadable;
  });
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')?.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, side, side);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw unreadable;
  return new File([blob], 'avatar.png', { type: 'image/png' });
}
