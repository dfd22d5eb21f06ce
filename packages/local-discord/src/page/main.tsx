import { render } from 'preact'
import { App } from './app.tsx'
import { uniqueId } from './state/unique-id.ts'
import { openEventStream } from './net/event-stream.ts'
import { createLocalApi } from './net/local-api.ts'
import { createSession } from './net/session.ts'
import { PageProvider } from './state/context.tsx'
import { createStore } from './state/store.ts'
import './styles.css'

const root = document.querySelector('#page')
if (root === null) throw new Error('index.html has no element with the id "page".')

const store = createStore()
const session = createSession({
  store,
  api: createLocalApi((input, init) => fetch(input, init)),
  listen: openEventStream,
  nonce: uniqueId,
  memory: sessionStorage,
})

render(
  <PageProvider store={store} session={session}>
    <App />
  </PageProvider>,
  root,
)
void session.start()
