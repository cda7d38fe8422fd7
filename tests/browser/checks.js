// What the browser tests ask of a page; each gives the faults it found, as text.
window.checks = {
  // Of many alike (rows, list entries, marks in a drawing) axe looks at the first dozen; it takes seconds otherwise.
  axeViolations: tags => axe.run(
    {include: [['html']], exclude: [['li:nth-child(n+13)'], ['tr:nth-child(n+13)'], ['dd:nth-child(n+25)'], ['svg g > :nth-child(n+13)'],
      ['section.vet-rule:nth-of-type(n+6)']]},
    {runOnly: tags, resultTypes: ['violations']},
  ).then(found =>
    found.violations.flatMap(v => v.nodes.map(n => [v.id, n.html.slice(0, 160), n.failureSummary].join(' | ')))),

  // Texts whose contrast with what lies behind them is below WCAG AA's 4.5 (3 for large text).
  faintText: () => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const known = {none: [0, 0, 0, 0]};
    const rgba = colour => known[colour] ??= (() => {
      canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    })();
    const light = c => {
      const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
      return .2126 * r + .7152 * g + .0722 * b;
    };
    const behind = el => {
      for (; el; el = el.parentElement) {
        const c = rgba(getComputedStyle(el).backgroundColor);
        if (c[3] > 250) return c;
      }
      return [255, 255, 255, 255];
    };
    // In a drawing: the last filled shape drawn before the text and under its middle.
    const under = text => {
      const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      const below = [...text.ownerSVGElement.querySelectorAll('rect, circle, path')].filter(shape => {
        const before = shape.compareDocumentPosition(text) & 4, style = getComputedStyle(shape);
        return before && rgba(style.fill)[3] > 250 && +style.fillOpacity > .95
          && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
      });
      return below.length ? rgba(getComputedStyle(below.at(-1)).fill) : behind(text);
    };
    const faint = [];
    for (const el of document.querySelectorAll('body *')) {
      const own = [...el.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
      if (!own || !el.checkVisibility()) continue;
      const style = getComputedStyle(el);
      const drawn = el.ownerSVGElement;
      const a = light(rgba(drawn ? style.fill : style.color)), b = light(drawn ? under(el) : behind(el));
      const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
      const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
      if (ratio < (large ? 3 : 4.5)) faint.push([el.tagName, el.getAttribute('class'), ratio.toFixed(2), el.textContent.slice(0, 40)].join(' '));
    }
    return [...new Set(faint)];
  },

  // What would act: scripts other than data, handlers, addresses that run.
  acting: () => [...document.querySelectorAll('*')].filter(el =>
    el.tagName === 'SCRIPT' && el.type !== 'application/ld+json' || ['IFRAME', 'OBJECT', 'EMBED', 'BASE'].includes(el.tagName)
    || [...el.attributes].some(a => a.name.startsWith('on') || /^\s*javascript:/i.test(a.value))
  ).map(el => el.outerHTML.slice(0, 160)),

  // Elements with text that hide what does not fit; what is folded away on purpose is smaller than a letter.
  cutOff: () => [...document.querySelectorAll('main *, header *, footer *')].filter(el => {
    const style = getComputedStyle(el);
    if (!el.checkVisibility() || el.closest('svg') || el.clientWidth <= 1 || !el.textContent.trim()) return false;
    const cut = way => ['hidden', 'clip'].includes(way);
    return cut(style.overflowY) && el.scrollHeight > el.clientHeight + 2
      || cut(style.overflowX) && el.scrollWidth > el.clientWidth + 2;
  }).map(el => el.outerHTML.slice(0, 120)),

  // Of the first 60 and last 20 things that take the focus: those without an outline, or behind something else.
  focusUnseen: () => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
      .filter(el => el.checkVisibility() && el.type !== 'hidden');
    const faults = [];
    for (const el of new Set([...all.slice(0, 60), ...all.slice(-20)])) {
      el.focus({focusVisible: true});
      const style = getComputedStyle(el);
      if (document.activeElement !== el) continue;
      const fault = what => faults.push(what + ': ' + el.outerHTML.slice(0, 120));
      if (style.outlineStyle !== 'solid' || parseFloat(style.outlineWidth) < 2) fault('no outline');
      const box = el.getClientRects()[0], within = (at, end) => Math.min(Math.max(at, 0), end - 1);
      const on = document.elementFromPoint(
        within(box.x + box.width / 2, innerWidth), within(box.y + Math.min(box.height / 2, 20), innerHeight));
      if (!on || !(el.contains(on) || on.contains(el))) fault('covered');
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return faults;
  },

  moving: () => [...document.querySelectorAll('*')].filter(el => {
    const style = getComputedStyle(el);
    return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0
      || style.scrollBehavior === 'smooth';
  }).map(el => el.tagName),

  shifts: () => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
      .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
  }),

  outOfOrder: () => [...document.querySelectorAll('body *')].filter(el => {
    const style = getComputedStyle(el);
    return style.order !== '0' || style.flexDirection.endsWith('reverse') || style.flexWrap.endsWith('reverse')
      || el.tabIndex > 0 || style.float !== 'none';
  }).map(el => el.outerHTML.slice(0, 120)),

  outline: () => ({
    lang: document.documentElement.lang,
    h1: [...document.querySelectorAll('h1')].filter(h => h.textContent.trim()).length,
    levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility()).map(h => +h.tagName[1]),
    landmarks: ['body > header', 'body > main', 'body > footer'].map(q => document.querySelectorAll(q).length),
    nameless: [...document.querySelectorAll('nav, [role=region]')].filter(el => {
      const by = el.getAttribute('aria-labelledby');
      return !(by ? document.getElementById(by)?.textContent : el.getAttribute('aria-label'))?.trim();
    }).map(el => el.outerHTML.slice(0, 120)),
  }),

  tablesWithout: own => [...document.querySelectorAll('table')].filter(table =>
    !table.querySelector('thead th[scope=col]') || [...table.querySelectorAll('th')].some(th => !th.scope)
    || own && (!table.caption?.textContent.trim() || [...table.tBodies].some(b => !b.querySelector('th[scope=row]') && b.rows.length))
  ).map(table => table.outerHTML.slice(0, 160)),

  sizeless: () => [...document.querySelectorAll('img, svg')].filter(el =>
    !(el.hasAttribute('width') && el.hasAttribute('height')) && !el.parentElement.closest('svg')
  ).map(el => el.outerHTML.slice(0, 120)),
};
