import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Plan, plans } from './organizations-query';

export function PlanField(props: { value?: Plan; onChange?: (value: Plan) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('systemAdmin.orgs.plan')}
      data={plans.map((value) => ({ value, label: t(`systemAdmin.plans.${value}`) }))}
      value={props.value ?? 'free'}
      onChange={(next) => {
        const plan = plans.find((one) => one === next);
        if (plan) props.onChange?.(plan);
      }}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
