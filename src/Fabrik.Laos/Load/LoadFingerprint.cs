using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Core.Json;

namespace Fabrik.Laos.Load;

/// <summary>
/// What makes two load tests comparable: SHA-256, in hex, over the canonical JSON of script, load shape, environment, host class, tool and
/// the tool's major version. Where the target listens does not count; what a script imports or opens is not seen.
/// </summary>
internal static class LoadFingerprint
{
    public static string Of(LoadPlan plan, ToolProbe tool)
    {
        var origin = plan.BaseUrl.GetLeftPart(UriPartial.Authority);
        var shape = new JsonObject
        {
            ["script"] = plan.Script is { } script ? Convert.ToHexStringLower(SHA256.HashData(script.Span)) : null,
            ["url"] = LoadTools.IsUrl(plan.Target) ? WithoutOrigin(plan.Target) : null,
            ["arguments"] = new JsonArray([.. plan.Arguments.Select(a => (JsonNode)WithoutOrigin(a))]),
            ["env"] = plan.Scope.Env,
            ["host"] = plan.HostClass,
            ["tool"] = tool.Name,
            ["major"] = tool.Major,
        };
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(shape.ToJsonString()))));

        string WithoutOrigin(string text) => text.Replace(origin, "{base_url}", StringComparison.OrdinalIgnoreCase);
    }
}
