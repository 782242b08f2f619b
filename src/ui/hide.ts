/** Takes a picture that cannot be had away from what stands beneath it. */
export const hide = ({ currentTarget }: { currentTarget: HTMLElement }): void => {
  currentTarget.hidden = true;
};
