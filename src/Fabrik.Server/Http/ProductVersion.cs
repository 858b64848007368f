using System.Reflection;

namespace Fabrik.Server.Http;

internal static class ProductVersion
{
    /// <summary>Without the commit that builds append.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
