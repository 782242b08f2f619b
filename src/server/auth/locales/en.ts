/** Emails to people of the team. `{shop}`, `{by}` and `{link}` are filled in. */
export const teamMailEn = {
  invitation: {
    subject: 'Join the team of {shop}',
    text: '{by} has invited you to answer the shoppers of {shop}.\n\nOpen this link within seven days, and choose a password:\n\n{link}\n\nIf you do not expect this message, leave it alone: nothing happens without the link.\n',
  },
  reset: {
    subject: 'Choose a new password for {shop}',
    text: 'Somebody, most likely you, asked for a new password for the inbox of {shop}.\n\nOpen this link within an hour:\n\n{link}\n\nIf it was not you, leave this message alone: your password stays as it is.\n',
  },
} as const;
