import type { Profile } from 'local-discord'

const figure =
  'M17 14C13 11 8 8.5 4 8.2c-2-.2-2.4 1.8-.8 2.8C6.5 12.8 10 14.2 13 16.2c-3 .2-7 .6-10 1.4-1.8.6-1.6 2.8.4 3 4.6.4 8.6.2 11.8-.2.2 3.1 1.8 5.6 2.8 8.1.8 2 .6 4 0 5.9-.3 1 .4 1.6 1.4 1.6h12.2c1 0 1.4-.8 1.2-1.6-.8-2.8.2-4.8 1.6-6.8.8-1.1 1.4-2.4 1.7-3.6l-1.9-1 2.2-1.1C36.6 15.4 32 10 26 10c-3.5 0-6.7 1.5-9 4Z'
const eye = 'M27.6 18.4a2 2 0 1 0-4 0 2 2 0 0 0 4 0Z'
const svg = (content: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${content}</svg>`

/** How Duckrabbit presents itself on the local channel. The logo is our own drawing of the duck-rabbit figure. */
export const localProfile: Profile = {
  botName: 'Duckrabbit',
  description: 'Draws pictures with two meanings.',
  guildName: 'Duckrabbit',
  channels: ['pictures', 'challenges', 'playground'],
  welcome: 'This is the beginning of the channel. Type / below to see what Duckrabbit can draw.',
  examples: [
    { command: 'generate', options: { prompt: 'a red apple' } },
    { command: 'anagram', options: { prompt: 'a red apple', second: 'a heart' } },
    { command: 'hybrid', options: { first: 'a heart', second: 'a strawberry' } },
  ],
  logo: svg(`<path fill-rule="evenodd" d="${figure}${eye}"/>`),
  icon: svg(`<rect width="40" height="40" rx="10" fill="#e9a820"/><path d="${figure}" fill="#222"/>`),
}
