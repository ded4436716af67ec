/** Why a file of its own: whether an event is published decides over more than one address, and all of them are kept under one key. */
export const publishingKey = (partner: string, eventId: number) => ['publishing', partner, eventId] as const;
