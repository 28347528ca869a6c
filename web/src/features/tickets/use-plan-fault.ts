import { useTranslation } from 'react-i18next';
import { planFaults } from './ticket-form';
import type { ScheduleValues } from './ticket-when';

/** What is wrong with the start or the end, in words for beside the field. */
export function usePlanFault() {
  const { t } = useTranslation();
  return (field: keyof typeof planFaults, values: ScheduleValues) => {
    const fault = planFaults[field](values);
    return fault && t(`tickets.dialog.${fault}`);
  };
}
