// Everything works without this file; it only makes the design system's components livelier.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Before a session ends people are asked whether they are still there (WCAG 2.2.1). Without this file a line on each page
// says until when they are signed in, and what they send too late is kept all the same.
const line = document.querySelector('[data-session]')
if (line && window.HTMLDialogElement) {
  const warning = 300
  const dialog = document.createElement('dialog')
  dialog.className = 'app-dialog'
  dialog.setAttribute('aria-labelledby', 'session-title')
  dialog.innerHTML = '<h2 class="govuk-heading-m" id="session-title"></h2><p class="govuk-body"></p>'
    + '<button type="button" class="govuk-button">Stay signed in</button>'
  document.body.append(dialog)
  const [title, words, button] = ['h2', 'p', 'button'].map((name) => dialog.querySelector(name))
  let ends, isLast, timer, told
  const show = (heading, text, label) => {
    title.textContent = heading
    words.textContent = text
    button.textContent = label
    if (!dialog.open) dialog.showModal()
  }
  const say = (stage, left) => {
    if (stage === 'over') {
      show('You are signed out', 'What you have typed is kept if you send it now: sign in again, and send it then.', 'Go on')
      return
    }
    const minutes = Math.max(1, Math.round(left / 60))
    const soon = `You are signed out in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
    if (isLast) show(soon, 'You signed in long ago. Send what you have written before; what comes later is kept.', 'Go on')
    else show(soon, 'Nothing was loaded or sent for a while. What you have typed stays as it is.', 'Stay signed in')
  }
  const look = () => {
    const left = (ends - Date.now()) / 1000
    const stage = left <= 0 ? 'over' : left <= warning ? 'soon' : 'far'
    clearTimeout(timer)
    // What somebody has read and closed is not said again.
    if (stage !== 'far' && (stage !== told || dialog.open)) say(stage, left)
    told = stage
    if (stage === 'far') timer = setTimeout(look, (left - warning) * 1000)
    if (stage === 'soon') timer = setTimeout(look, Math.min(left, 30) * 1000)
  }
  const start = (seconds, last) => {
    ends = Date.now() + seconds * 1000
    isLast = last
    look()
  }
  button.addEventListener('click', async () => {
    dialog.close()
    if (isLast || ends <= Date.now()) return
    try {
      const answer = await fetch('/session', { headers: { accept: 'application/json' } })
      const { seconds, last } = await answer.json()
      start(seconds, last)
    } catch {
      look()
    }
  })
  // A computer that slept has lost count.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
  start(Number(line.dataset.session), line.dataset.sessionLast === 'yes')
}
