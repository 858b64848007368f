using Fabrik.Core.Config;
using Fabrik.Laos.Config;
using Fabrik.Llm.Deterministic;

namespace Fabrik.Cli.Configuration;

/// <summary>Every configuration file of the product, by the name that <c>fabrik schema</c> knows it by.</summary>
internal static class Schemas
{
    public static ConfigCatalogue Catalogue { get; } = new(new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["laos"] = typeof(LaosConfig),
        ["llm-script"] = typeof(ModelScript),
    });
}
