import { Link } from 'wouter'
import { useSay } from '../../locale/index.ts'
import { StatusGlyph } from '../../parts/index.ts'
import type { Todo } from './todo.ts'

/** What waits for a person, each with the way to where it is done; and what could not be looked at, lest a short list pass for all. */
export function TodoList({ todos, unread }: { todos: readonly Todo[] | undefined; unread: readonly string[] }) {
  const say = useSay()
  return (
    <section className="card home-todo" aria-labelledby="home-todo">
      <header className="card-head"><h2 id="home-todo">{say('home.todo')}</h2>{todos !== undefined && <span className="desk-note">{say('home.todoCount', { n: todos.length })}</span>}</header>
      {unread.map((what) => <p key={what} className="desk-note home-unread" role="status">{say('home.todoUnread', { what: what === 'targets' ? say('targets.title').toLowerCase() : say(`home.unread-${what}`) })}</p>)}
      {todos === undefined ? <p className="desk-empty">{say('app.loading')}</p> : todos.length === 0 ? <p className="desk-empty">{say('home.todoNone')}</p> : (
        <ul>
          {todos.map(({ key, status, title, detail, href, go }) => (
            <li key={key} data-todo={key}>
              <StatusGlyph status={status} />
              <div><b>{title}</b>{detail !== '' && <small>{detail}</small>}</div>
              {href.startsWith('#') ? <a href={href} className="button">{say(`home.go-${go}`)}</a> : <Link href={href} className="button" aria-label={`${say(`home.go-${go}`)}: ${title}`}>{say(`home.go-${go}`)}</Link>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
