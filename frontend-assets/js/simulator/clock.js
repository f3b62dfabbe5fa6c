// Moves the clock of application and simulator.
const buttons = document.querySelector('[data-time]:is(div)');

async function move(request) {
    able(false);
    const answer = await fetch('/simulator/clock', request).catch(() => undefined);
    document.querySelector('#notice').textContent = answer?.ok ? '' : 'The clock could not be moved.';
    document.body.dispatchEvent(new CustomEvent('live:clock'));
    document.body.dispatchEvent(new CustomEvent('live:phones'));
    able(true);
}

function able(are) {
    buttons.querySelectorAll('button').forEach(button => { button.disabled = !are; });
}

buttons?.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button?.dataset.advance) {
        move({
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ advance: button.dataset.advance }),
        });
    } else if (button) {
        move({ method: 'DELETE' });
    }
});
