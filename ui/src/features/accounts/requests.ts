/** Everything that is asked of the hub about signing in and about oneself. None of it is about a partner. */
import { api } from '../../api/client';
import type { EditMe, Ended, LinkFacts, Me, MySession, SetUp, SignInState, UseLink } from '../../api/generated';

const nobody = { partner: null } as const;
type Json = Readonly<Record<string, unknown>>;

export const signIn = (email: string, password: string) => api.post<SignInState>('/api/sign-in', { email, password }, nobody);
export const giveSecondFactor = (code: string) => api.post<SignInState>('/api/sign-in/second-factor', { code }, nobody);
export const signOutHere = () => api.post('/api/sign-out', undefined, nobody);
export const signOutEverywhere = () => api.post<Ended>('/api/sign-out-everywhere', undefined, nobody);
export const passkeyOptions = () => api.post<Json>('/api/sign-in/passkey/options', undefined, nobody);
export const passkeyVerify = (credential: Json) => api.post<SignInState>('/api/sign-in/passkey/verify', credential, nobody);

export const editMe = (change: EditMe) => api.patch<Me>('/api/me', change, nobody);

export const SESSIONS = ['own', 'sessions'] as const;
export const readSessions = (signal?: AbortSignal) => api.get<MySession[]>('/api/me/sessions', { ...nobody, ...(signal === undefined ? {} : { signal }) });
export const endSession = (id: string) => api.delete(`/api/me/sessions/${encodeURIComponent(id)}`, nobody);

export const readLink = (secret: string, signal?: AbortSignal) => api.get<LinkFacts>(`/api/links/${encodeURIComponent(secret)}`, { ...nobody, ...(signal === undefined ? {} : { signal }) });
/** Nothing comes back for who was signed in already. */
export const followLink = (secret: string, given: UseLink) => api.post<SignInState | undefined>(`/api/links/${encodeURIComponent(secret)}`, given, nobody);
export const setUp = (given: SetUp) => api.post<SignInState>('/api/set-up', given, nobody);
export interface Proof { readonly password: string | null }
export interface ChangePassword extends Proof { readonly new_password: string }
export const changePassword = (given: ChangePassword) => api.post('/api/me/password', given, nobody);

// The hub's own words for these come with its routes; until then they are said here.
export interface TotpStart { readonly secret: string; readonly url: string; readonly qr_svg: string }
export interface Codes { readonly codes: readonly string[] }
export interface Passkey { readonly id: number; readonly name: string; readonly created_at: string; readonly last_used_at: string | null }

export const startTotp = (proof: Proof) => api.post<TotpStart>('/api/me/totp', proof, nobody);
export const confirmTotp = (code: string) => api.post<Codes>('/api/me/totp/confirm', { code }, nobody);
export const removeTotp = (proof: Proof) => api.delete('/api/me/totp', { ...nobody, body: proof });
export const newRecoveryCodes = (proof: Proof) => api.post<Codes>('/api/me/recovery-codes', proof, nobody);

export const PASSKEYS = ['own', 'passkeys'] as const;
export const readPasskeys = (signal?: AbortSignal) => api.get<Passkey[]>('/api/me/passkeys', { ...nobody, ...(signal === undefined ? {} : { signal }) });
export const newPasskeyOptions = (proof: Proof) => api.post<Json>('/api/me/passkeys/options', proof, nobody);
export const addPasskey = (name: string, credential: Json) => api.post<Passkey>('/api/me/passkeys', { name, credential }, nobody);
export const renamePasskey = (id: number, name: string) => api.patch<Passkey>(`/api/me/passkeys/${id}`, { name }, nobody);
export const removePasskey = (id: number, proof: Proof) => api.delete(`/api/me/passkeys/${id}`, { ...nobody, body: proof });
