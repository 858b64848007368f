using System.Text.Json;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Reports;

/// <summary><c>load</c> of <see cref="LintJson"/>.</summary>
internal static class LoadJson
{
    public static void Write(Utf8JsonWriter json, LoadOutcome? load)
    {
        if (load is null)
        {
            json.WriteNull("load");
            return;
        }

        json.WriteStartObject("load");
        json.Text("tool", load.Tool);
        json.Text("version", load.Version);
        json.Text("target", load.Target);
        json.Text("fingerprint", load.Fingerprint);
        json.WriteString("started_at", load.StartedAt.ToString());
        json.WriteString("ended_at", load.EndedAt.ToString());
        json.WriteNumber("sent", load.Sent);
        json.WriteNumber("failed", load.Failed);
        json.WriteNumber("error_statuses", load.ErrorStatuses);
        json.WriteStartObject("latency_ms");
        foreach (var (name, value) in load.Latency.Where(l => double.IsFinite(l.Value)).OrderBy(l => l.Key, StringComparer.Ordinal)) json.Number(JsonParts.Whole(name), value);
        json.WriteEndObject();
        json.Texts("crossed", load.Crossed);
        json.WriteNumber("exit_code", load.ExitCode);
        json.Text("problem", load.Problem);
        json.WriteEndObject();
    }
}
