/** A message to somebody of the team, as plain text. */
export interface Notice {
  /** Marks a repetition of the same message. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** A way out to the customer other than the widget itself. */
export interface Channel {
  /** Sends one reply. Resolves when the other side has taken it. `id` marks a repetition of the same message. */
  deliver(message: {
    id: string;
    to: string;
    /** BCP 47: the language of what stands around the reply. */
    locale: string;
    shopName: string;
    agentName: string;
    text: string;
    /** Where the customer reads on and answers, absolute. */
    link: string;
  }): Promise<void>;
}
