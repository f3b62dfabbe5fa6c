// Moves the clock of application and simulator.
const buttons = document.querySelector('[data-time]:is(div)');

async function move(request) {
    for (const button of buttons.querySelectorAll('button')) {
        button.disabled = true;
    }
    try {
        const answer = await fetch('/simulator/clock', request);
        document.querySelector('#notice').textContent =
            answer.ok ? '' : 'The clock could not be moved.';
    } finally {
        document.body.dispatchEvent(new CustomEvent('live:clock'));
        document.body.dispatchEvent(new CustomEvent('live:phones'));
        for (const button of buttons.querySelectorAll('button')) {
            button.disabled = false;
        }
    }
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
