/** One to three letters for a name without a picture: "Marta" M, "Ines Duarte" ID, "Hazel & Hem" H&H. */
export function initials(name: string): string {
  const words = `${name}`.trim().split(/\s+/);
  const joined = words[1] === '&' && words.length > 2;
  return (joined ? words.slice(0, 3) : [words[0], ...words.slice(1).slice(-1)])
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
