/** A way out to the customer other than the widget itself. */
export interface Channel {
  /** Sends one reply. Resolves when the other side has taken it. `id` marks a repetition of the same message. */
  deliver(message: {
    id: string;
    to: string;
    shopName: string;
    agentName: string;
    text: string;
    link: string;
  }): Promise<void>;
}
