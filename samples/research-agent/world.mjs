// The web that the agent searches: a handful of pages and a search engine over them, on loopback.
// GET /search?q=…&k=3 ranks the pages by BM25; GET /page/<slug> returns one; some pages are slow, one is broken.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const K1 = 1.2;
const B = 0.75;

const terms = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export function index(pages) {
  const documents = pages.map((page) => ({ page, terms: terms(`${page.title} ${page.text}`) }));
  const averageLength = documents.reduce((sum, d) => sum + d.terms.length, 0) / documents.length;
  const containing = new Map();
  for (const d of documents) for (const t of new Set(d.terms)) containing.set(t, (containing.get(t) ?? 0) + 1);

  return (query, limit) => {
    const wanted = [...new Set(terms(query))];
    const score = (d) =>
      wanted.reduce((sum, t) => {
        const frequency = d.terms.filter((x) => x === t).length;
        if (frequency === 0) return sum;
        const n = containing.get(t);
        const idf = Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
        return sum + (idf * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * d.terms.length) / averageLength));
      }, 0);
    return documents
      .map((d) => ({ slug: d.page.slug, title: d.page.title, score: Number(score(d).toFixed(4)) }))
      .filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score || a.slug.localeCompare(b.slug))
      .slice(0, limit);
  };
}

export async function serve(port) {
  const pages = JSON.parse(await readFile(new URL("./pages.json", import.meta.url), "utf8"));
  const search = index(pages);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === "/search") {
      const limit = Math.min(10, Math.max(1, Number(url.searchParams.get("k") ?? 3) || 3));
      return answer(200, { results: search(url.searchParams.get("q") ?? "", limit) });
    }
    const page = pages.find((p) => url.pathname === `/page/${p.slug}`);
    if (!page) return answer(404, { error: "no such page" });
    if (page.delay_ms) await new Promise((resolve) => setTimeout(resolve, page.delay_ms));
    if (page.status) return answer(page.status, { error: page.text });
    return answer(200, { title: page.title, text: page.text });
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve(Number(process.env.WORLD_PORT ?? 0));
  console.log(url);
}
