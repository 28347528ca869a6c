import { useTranslation } from 'react-i18next';
import { planFaults } from './ticket-form';
import type { ScheduleValues } from './ticket-when';

/** For a form's `validate`: what is wrong with the start or the end, in words for beside the field. */
export function usePlanRules() {
  const { t } = useTranslation();
  const rule = (field: keyof typeof planFaults) => (_value: string, values: ScheduleValues) => {
    const fault = planFaults[field](values);
    return fault && t(`tickets.dialog.${fault}`);
  };
  return { start: rule('start'), end: rule('end') };
}
