/** A newer version of the server has written this conversation: this process must not decide on it, and says 1012. */
export class StateTooNew extends Error {
  override readonly name = 'StateTooNew';
  readonly conversation: string;

  constructor(conversation: string, stateVersion: number) {
    super(`State version ${stateVersion} is newer than this process knows`);
    this.conversation = conversation;
  }
}
