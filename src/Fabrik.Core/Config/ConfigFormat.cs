namespace Fabrik.Core.Config;

public enum ConfigFormat
{
    Yaml,
    Json,
}
