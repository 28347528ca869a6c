import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useMe } from '../../app/me';
import { places, tourOf } from './setup-steps';
import { TourStrip } from './tour-strip';

/** The strip while the guide is not over, and the light on what a step is about where a link asked for it. */
export function Tour() {
  const { t } = useTranslation();
  const me = useMe();
  const location = useLocation();
  const navigate = useNavigate();
  const lit = tourOf(location.state);
  const here = location.pathname + location.search;

  useEffect(() => {
    if (!lit) return;
    let left = false;
    let putOut: (() => void) | undefined;
    void import('./spotlight').then(({ spotlight }) => {
      if (left) return;
      putOut = spotlight(places[lit].lit, {
        title: t(`setup.steps.${lit}.title`),
        text: t(`setup.steps.${lit}.here`),
        close: t('setup.understood'),
        // Not lit again by a reload.
        onEnd: () => void navigate(here, { replace: true, state: null, preventScrollReset: true }),
      });
    });
    return () => {
      left = true;
      putOut?.();
    };
  }, [lit, here, navigate, t]);

  return me.onboarding.status === 'pending' ? <TourStrip /> : null;
}
