/** Everything that is asked of the hub about signing in and about oneself. None of it is about a partner. */
import { api } from '../../api/client';
import type { ChangePassword, EditMe, Ended, LinkFacts, Me, MyPasskey, MySession, PasskeyOptions, RecoveryCodes, SetUp, SignInState, TotpStart, UseLink } from '../../api/generated';

const nobody = { partner: null } as const;
type Json = Readonly<Record<string, unknown>>;

export const signIn = (email: string, password: string) => api.post<SignInState>('/api/sign-in', { email, password }, nobody);
export const giveSecondFactor = (code: string) => api.post<SignInState>('/api/sign-in/second-factor', { code }, nobody);
export const signOutHere = () => api.post('/api/sign-out', undefined, nobody);
export const signOutEverywhere = () => api.post<Ended>('/api/sign-out-everywhere', undefined, nobody);
export const passkeyOptions = () => api.post<PasskeyOptions>('/api/sign-in/passkey/options', undefined, nobody);
export const passkeyVerify = (credential: Json) => api.post<SignInState>('/api/sign-in/passkey/verify', { credential }, nobody);

export const editMe = (change: EditMe) => api.patch<Me>('/api/me', change, nobody);

export const SESSIONS = ['own', 'sessions'] as const;
export const readSessions = (signal?: AbortSignal) => api.get<MySession[]>('/api/me/sessions', { ...nobody, ...(signal === undefined ? {} : { signal }) });
export const endSession = (id: string) => api.delete(`/api/me/sessions/${encodeURIComponent(id)}`, nobody);

export const readLink = (secret: string, signal?: AbortSignal) => api.get<LinkFacts>(`/api/links/${encodeURIComponent(secret)}`, { ...nobody, ...(signal === undefined ? {} : { signal }) });
/** Nothing comes back for who was signed in already. */
export const followLink = (secret: string, given: UseLink) => api.post<SignInState | undefined>(`/api/links/${encodeURIComponent(secret)}`, given, nobody);
export const setUp = (given: SetUp) => api.post<SignInState>('/api/set-up', given, nobody);
export const changePassword = (given: ChangePassword) => api.post<Ended>('/api/me/password', given, nobody);
export const prove = (password: string) => api.post('/api/me/proof', { password }, nobody);

export const startTotp = () => api.post<TotpStart>('/api/me/totp', undefined, nobody);
export const confirmTotp = (code: string) => api.post<RecoveryCodes>('/api/me/totp/confirm', { code }, nobody);
export const removeTotp = () => api.delete('/api/me/totp', nobody);
export const newRecoveryCodes = () => api.post<RecoveryCodes>('/api/me/recovery-codes', undefined, nobody);

export const PASSKEYS = ['own', 'passkeys'] as const;
export const readPasskeys = (signal?: AbortSignal) => api.get<MyPasskey[]>('/api/me/passkeys', { ...nobody, ...(signal === undefined ? {} : { signal }) });
export const newPasskeyOptions = () => api.post<PasskeyOptions>('/api/me/passkeys/options', undefined, nobody);
export const addPasskey = (name: string, credential: Json) => api.post<MyPasskey>('/api/me/passkeys', { name, credential }, nobody);
export const renamePasskey = (id: number, name: string) => api.patch(`/api/me/passkeys/${id}`, { name }, nobody);
export const removePasskey = (id: number) => api.delete(`/api/me/passkeys/${id}`, nobody);
