/** A password is chosen: twelve characters are the one rule (the hub also refuses the most usual ones), and it can be looked at. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export const SHORTEST = 12;

export function NewPassword(props: PasswordInputProps) {
  const { t } = useTranslation('accounts');
  return (
    <PasswordInput
      label={t('newPassword')} description={t('newPasswordRule', { count: SHORTEST })} autoComplete="new-password" maxLength={200}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...props}
    />
  );
}

/** For a form's `validate`: the key of what is wrong. */
export function passwordProblem(password: string): 'passwordTooShort' | null {
  return password.length < SHORTEST ? 'passwordTooShort' : null;
}
